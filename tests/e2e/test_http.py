# SPDX-License-Identifier: GPL-3.0-or-later
"""What arrives is HTTP of the wrong kind: cut, too large, somebody else's, or leading elsewhere."""

import faults
from program import Case, SANITIZED
from service import Service, honest

REDIRECTS = (301, 302, 303, 307, 308)


class Answers(Case):
    def test_F12_F13_F17_F18_unusable_answers(self):
        for name, behave in faults.HTTP.items():
            with self.subTest(name):
                desk = self.desk(behave)
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 4)
                self.assertEqual(desk.service.n_requests, 1)
                self.assertEqual(desk.log()[0]["n_cards"], 0)

    def test_F18_login_page_is_named_as_a_possibility(self):
        for name in ("html-200", "json-as-text-html"):
            with self.subTest(name):
                desk = self.desk(faults.HTTP[name])
                self.assertFailed(desk, desk.lookup(), 4, "login|sign-in|proxy")

    def test_json_content_types(self):
        for kind in ("application/json;charset=UTF-8", "Application/JSON",
                     'application/json; charset="utf-8"'):
            with self.subTest(kind):
                desk = self.desk(lambda exchange, kind=kind: exchange.reply_sealed(
                    exchange.honest_plaintext(), Content_Type=kind))
                self.assertShown(desk, desk.lookup())

    def test_honest_chunks(self):
        desk = self.desk(faults.chunked(faults.BODY, b"0\r\n\r\n"))
        self.assertShown(desk, desk.lookup())

    def test_last_chunk_missing_behind_an_answer_that_is_whole(self):
        """libsoup does not tell; the tag of the encryption vouches for the answer."""
        desk = self.desk(faults.chunked(faults.BODY))
        self.assertIn(desk.lookup().code, (0, 4))

    def test_body_until_the_connection_ends(self):
        def behave(exchange):
            headers, body = faults.honest_answer(exchange)
            headers.update({"Content-Length": None, "Connection": "close"})
            exchange.write(exchange.head(200, headers) + body)
            exchange.close()
        desk = self.desk(behave)
        self.assertIn(desk.lookup().code, (0, 4))

    def test_F17_two_equal_content_lengths(self):
        desk = self.desk(faults.two_lengths(0))
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 4)

    def test_F11_reset_mid_body(self):
        desk = self.desk(faults.reset_mid_body)
        self.assertFailed(desk, desk.lookup(), 4, "cut short")
        self.assertEqual(desk.service.n_requests, 1)


class Sizes(Case):
    """The caps hold while the bytes arrive, not when they have."""

    def assertRefusedEarly(self, behave):
        desk = self.desk(honest)
        base = desk.lookup()
        self.assertShown(desk, base)
        desk = self.desk(behave)
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 4)
        self.assertEqual(desk.service.n_requests, 1)
        self.assertLess(desk.service.n_bytes_sent, 32 << 20)
        self.assertLess(outcome.seconds, 20)
        if not SANITIZED:
            self.assertLess(outcome.rss_mb - base.rss_mb, 20)

    def test_F15_gzip_bomb(self):
        self.assertRefusedEarly(faults.gzip_bomb)

    def test_F16_100_mb_with_length(self):
        self.assertRefusedEarly(faults.large)

    def test_F16_endless_without_length(self):
        self.assertRefusedEarly(faults.endless)

    def test_F16_endless_chunks(self):
        self.assertRefusedEarly(faults.endless_chunks)

    def test_just_below_and_above_four_megabytes(self):
        def padded(length):
            def behave(exchange):
                _, body = faults.honest_answer(exchange)
                exchange.reply(body + b" " * (length - len(body)))
            return behave
        desk = self.desk(padded(4 << 20))
        self.assertShown(desk, desk.lookup())
        desk = self.desk(padded((4 << 20) + 1))
        self.assertFailed(desk, desk.lookup(), 4)


class Redirects(Case):
    """F20, F21: not followed, wherever they lead; the target sees no byte."""

    def test_F20_redirect_to_another_port_or_host(self):
        for code in REDIRECTS:
            for host in ("127.0.0.1", "localhost"):
                with self.subTest(code, host=host):
                    target = self.enterContext(Service())
                    place = f"http://{host}:{target.port}/open-api/elsewhere?token={faults.MARK}"
                    desk = self.desk(faults.redirect(code, lambda service: place))
                    outcome = desk.lookup()
                    self.assertFailed(desk, outcome, 4, host)
                    self.assertNotIn("elsewhere", outcome.err)
                    self.assertEqual(desk.service.n_requests, 1)
                    self.assertEqual((target.n_connections, target.n_bytes_received), (0, 0))

    def test_redirect_to_the_same_host(self):
        desk = self.desk(faults.redirect(307, lambda service: f"{service.base_url}/x"))
        self.assertFailed(desk, desk.lookup(), 4)
        self.assertEqual(desk.service.n_requests, 1)

    def test_hostile_locations(self):
        for place in ("", "//", "http://", "file:///etc/passwd", "javascript:alert(1)",
                      "http://user:" + faults.MARK + "@127.0.0.1/", "x" * 10000,
                      "http://[::1", "data:text/html,x"):
            with self.subTest(place[:24]):
                desk = self.desk(faults.redirect(302, lambda service, place=place: place))
                outcome = desk.lookup()
                self.assertFailed(desk, outcome, 4)
                self.assertLess(len(outcome.err), 1000)

    def test_redirect_without_location(self):
        desk = self.desk(faults.status(302))
        self.assertFailed(desk, desk.lookup(), 4)


class Unreachable(Case):
    def test_F3_refused_connection(self):
        desk = self.desk(base_url="http://127.0.0.1:1/open-api")
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 3, "127.0.0.1")
        self.assertGreater(outcome.seconds, 0.2)
        self.assertLess(outcome.seconds, 10)

    def test_F1_name_not_found(self):
        desk = self.desk(base_url="https://service.invalid/open-api")
        outcome = desk.lookup()
        self.assertFailed(desk, outcome, 3, "service.invalid")
        self.assertLess(outcome.seconds, 15)

    def test_F11_reset_before_any_answer_is_retried_twice(self):
        for name, behave in (("reset", faults.reset_before_answer),
                             ("closed", faults.close_before_answer)):
            with self.subTest(name):
                desk = self.desk(behave)
                self.assertFailed(desk, desk.lookup(), 3)
                self.assertEqual(desk.service.n_requests, 3)
                self.assertEqual(len(desk.log()), 1)

    def test_backoff_differs_from_run_to_run(self):
        gaps = []
        for _ in range(4):
            desk = self.desk(faults.status(500))
            desk.lookup()
            arrived = [one.arrived for one in desk.service.requests]
            gaps.append(round(arrived[1] - arrived[0], 2))
        self.assertGreater(len(set(gaps)), 1)
        self.assertTrue(all(0.05 < gap < 5 for gap in gaps), gaps)
