// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a script in Node does to count the cards of a saved answer.
import fs from 'node:fs';

console.log(JSON.parse(fs.readFileSync(process.argv[2], 'utf8')).cardDataInfo.length);
