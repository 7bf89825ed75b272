#!/usr/bin/env python3
# SPDX-License-Identifier: GPL-3.0-or-later
"""Korean says what the platform says: its terms are used, and no other spelling of them.

Support staff reads the same words in the portal of the platform; a second word for a thing would be
a second thing. So would a second word for what the platform has none for.
"""

import re
import sys

import lint

TERMS = ('회원 ID', '카드번호', '모바일카드', '실물카드', '카드 상품', '카드 원장', '카드상태 코드', '유효기간', '잔액',
         '충전 대기금', '기명화', '충전 가능', '최소 충전', '충전 단위', '환불', '송금', '현금IC', '결제 한도',
         '직불카드', '선불카드', '자동사용', '자동충전', '카드 신청 번호', '활성화', '비활성화', '설정안함', '포인트')
VARIANTS = {'모바일 카드': '모바일카드', '실물 카드': '실물카드', '회원번호': '회원 ID', '회원 번호': '회원 ID',
            '자동 충전': '자동충전', '현금 IC': '현금IC', '충전대기금': '충전 대기금', '직불 카드': '직불카드',
            '선불 카드': '선불카드', '환급': '환불',
            '(?<!모바일)(?<!실물)카드 번호': '카드번호'}
# What is ours has one word, too.
OURS = {'접근 기록': '열람 기록', '조작자': '담당자', '일괄 점검': '감사', '점검 결과': '지적 사항',
        '사례 번호': '상담 번호', '시크릿 키': '비밀 키', '플랫폼 운영자': '플랫폼 운영사',
        '환경 설정': '기본 설정', '키의 암호(?! 문구)': '키의 암호 문구', 'PIN 또는 암호(?! 문구)': 'PIN 또는 암호 문구'}
STATUS = re.compile(r'\{ CS_STATUS_\w+, "\w+", "([^"]+)"')


def read_korean(tree):
    """What is said in Korean, by file; lines of one string are joined."""
    for path, text in tree.files.items():
        if path == 'po/ko.po':
            joined = re.sub(r'"\n"', '', text)
            yield path, '\n'.join(re.findall(r'^msgstr(?:\[\d\])? "(.*)"$', joined, re.MULTILINE))
        elif path.startswith('data/help/ko/') and path.endswith('.page'):
            yield path, ' '.join(text.split())


def check(tree):
    said = dict(read_korean(tree))
    translation = said.get('po/ko.po', '')
    findings = [f'po/ko.po: nothing says {term}' for term in TERMS if term not in translation]
    for path, text in said.items():
        findings += [f'{path}: {variant}; the platform says {term}'
                     for variant, term in VARIANTS.items() if re.search(variant, text)]
        findings += [f'{path}: {variant}; elsewhere it is {term}'
                     for variant, term in OURS.items() if re.search(variant, text)]
    for word in STATUS.findall(tree.files.get('src/model/cs-status.c', '')):
        if not re.search('[가-힣]', word):
            findings.append(f'src/model/cs-status.c: {word} is not Korean')
    return findings


ALL = '\n'.join(f'msgstr "{term}"' for term in TERMS)
SAMPLES = [
    ('a term that nothing says', {'po/ko.po': ALL.replace('현금IC', '')}, 'nothing says 현금IC'),
    ('another spelling', {'po/ko.po': ALL + '\nmsgstr "모바일 카드"'}, 'the platform says 모바일카드'),
    ('another spelling across lines', {'po/ko.po': ALL + '\nmsgstr "자동 "\n"충전"'},
     'the platform says 자동충전'),
    ('another spelling in the guide', {'po/ko.po': ALL, 'data/help/ko/a.page': '<p>회원 번호</p>'},
     'the platform says 회원 ID'),
    ('a second word for what is ours', {'po/ko.po': ALL + '\nmsgstr "접근 기록"'},
     'elsewhere it is 열람 기록'),
    ('a word of the platform in English',
     {'po/ko.po': ALL, 'src/model/cs-status.c': '{ CS_STATUS_LEDGER, "30", "Stop", N_("Stop") }'},
     'is not Korean'),
]

if __name__ == '__main__':
    sys.exit(lint.main('terms', check, SAMPLES))
