# SPDX-License-Identifier: GPL-3.0-or-later
"""What decrypt prints, where it prints it, and the files it will not read."""

from jwcrypto import jwe, jwk

from ctl import Case

HEADER = '{"alg":"RSA-OAEP-256","enc":"A256GCM"}'
HARMLESS = '{"response":{"code":"000_000"},"이름":"카드"}\n'.encode()
HOSTILE = b'{"name":"\x1b[2J\x1b]0;owned\x07"}'
PASSPHRASE = b'correct horse'


class Decrypt(Case):
    def setUp(self):
        super().setUp()
        self.key = jwk.JWK.generate(kty='RSA', size=2048)
        self.path = self.write('key.pem', self.key.export_to_pem(private_key=True, password=None))

    def write(self, name, content, mode=0o600):
        path = self.home / name
        path.write_bytes(content)
        path.chmod(mode)
        return path

    def seal(self, plaintext):
        token = jwe.JWE(plaintext, HEADER)
        token.add_recipient(self.key)
        return token.serialize(compact=True).encode()

    def decrypt(self, plaintext, *options, **how):
        return self.run_program('decrypt', '--private-key', self.path, *options,
                                stdin=self.seal(plaintext), **how)

    def on_screen(self, plaintext):
        path = self.write('answer', self.seal(plaintext))
        return self.on_terminal('decrypt', '--private-key', self.path, path)

    def test_bytes(self):
        for plaintext in (HARMLESS, HOSTILE, b'\x00\xff\xfe'):
            outcome = self.run_bytes(plaintext)
            self.assertEqual(outcome, (0, plaintext, b''))

    def run_bytes(self, plaintext):
        process = self.start('decrypt', '--private-key', self.path)
        out, err = process.communicate(self.seal(plaintext), timeout=60)
        return process.returncode, out, err

    def test_envelope(self):
        answer = b'{"encData":"' + self.seal(HARMLESS) + b'"}'
        path = self.write('answer.json', answer)
        outcome = self.run_program('decrypt', '--private-key', self.path, path)
        self.assertEqual((outcome.code, outcome.out, outcome.err), (0, HARMLESS.decode(), ''))

    def test_terminal(self):
        outcome = self.on_screen(HARMLESS)
        self.assertEqual((outcome.code, outcome.out), (0, HARMLESS.decode()))
        outcome = self.on_screen(HOSTILE)
        self.assertEqual(outcome.code, 2)
        self.assertNotIn('\x1b', outcome.out)
        self.assertNotIn('owned', outcome.out)

    def test_key_that_others_may_read(self):
        for mode in (0o640, 0o604, 0o620):
            self.path.chmod(mode)
            self.assertMessage(self.decrypt(HARMLESS), 5, f'chmod 600 {self.path}')

    def test_passphrase(self):
        self.write('key.pem', self.key.export_to_pem(private_key=True, password=PASSPHRASE))
        passphrase = self.write('passphrase', PASSPHRASE + b'\n')
        self.assertMessage(self.decrypt(HARMLESS), 5, 'passphrase')
        outcome = self.decrypt(HARMLESS, '--passphrase-file', passphrase)
        self.assertEqual((outcome.code, outcome.err), (0, ''))
        passphrase.chmod(0o644)
        self.assertMessage(self.decrypt(HARMLESS, '--passphrase-file', passphrase), 5,
                           f'chmod 600 {passphrase}')
        self.write('passphrase', b'wrong')
        self.assertMessage(self.decrypt(HARMLESS, '--passphrase-file', passphrase), 5)

    def test_files_that_are_none(self):
        for name in ('missing', '.'):
            self.assertMessage(self.run_program('decrypt', '-k', self.home / name), 5, name)
            self.assertMessage(self.run_program('decrypt', '-k', self.path, self.home / name), 5,
                               name)

    def test_wrong_key(self):
        token = self.seal(HARMLESS)
        other = jwk.JWK.generate(kty='RSA', size=2048)
        self.write('key.pem', other.export_to_pem(private_key=True, password=None))
        outcome = self.run_program('decrypt', '-k', self.path, stdin=token)
        self.assertMessage(outcome, 4)
