# SPDX-License-Identifier: GPL-3.0-or-later
"""The first start: nobody has chosen a connection, so it is the demo, with the ways to one."""

import unittest

import desk


class FirstStart(unittest.TestCase):
    def test_ways_to_a_connection(self):
        with desk.Desk() as first:
            first.see('DEMO')
            first.see('This is the demo. For real members, connect to your project.')
            first.see('Create a Connection…', 'push button').click()
            first.see('New Connection')
            first.see('Secret key')
            # What a field of a secret holds can be read by anybody on the accessibility bus.
            for field in first.nodes('password text'):
                self.assertEqual(field.text, '')
            first.key('Escape')
            first.lose('New Connection')
            first.see('There is no connection yet.')

    def test_the_demo_that_was_asked_for(self):
        with desk.Desk('--mock') as asked:
            asked.see('Show the Cast')
            self.assertIsNone(asked.find('This is the demo. For real members'))


if __name__ == '__main__':
    unittest.main()
