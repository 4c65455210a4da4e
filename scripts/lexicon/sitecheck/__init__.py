"""The check of a built site: every address leads somewhere, and nothing comes from elsewhere."""

from __future__ import annotations

from lexicon.sitecheck.article import article_tokens, first_difference
from lexicon.sitecheck.facts import Facts, page_facts
from lexicon.sitecheck.policy import content_security_policy, policy_element
from lexicon.sitecheck.verdict import Flaw, Verdict, check_site, judge_pages, site_files, theme_scripts

__all__ = [
    "Facts",
    "Flaw",
    "Verdict",
    "article_tokens",
    "check_site",
    "content_security_policy",
    "first_difference",
    "judge_pages",
    "page_facts",
    "policy_element",
    "site_files",
    "theme_scripts",
]
