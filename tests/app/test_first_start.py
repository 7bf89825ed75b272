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
            first.type('Seoul desk')
            first.see('Seoul desk', 'text')
            # What a field of a secret holds can be read by anybody on the accessibility bus.
            for field in first.nodes('password text'):
                self.assertEqual(field.text, '')
            first.key('Escape')
            first.lose('New Connection')
            first.see('There is no connection yet.')

    def test_ctrl_and_page_down_turn_to_the_connections(self):
        with desk.Desk('--mock') as asked:
            asked.see('Show the Cast')
            asked.key('ctrl+comma')
            asked.see('Light or dark')
            asked.key('ctrl+Next')
            asked.see('There is no connection yet.')
            button = asked.find('Import…', 'push button')
            asked.wait(lambda: button.is_focused, 'focus on the page')
            asked.key('ctrl+Prior')
            asked.wait(lambda: not button.is_focused, 'focus on the other page')

    def test_the_demo_that_was_asked_for(self):
        with desk.Desk('--mock') as asked:
            asked.see('Show the Cast')
            self.assertIsNone(asked.find('This is the demo. For real members'))


if __name__ == '__main__':
    unittest.main()
