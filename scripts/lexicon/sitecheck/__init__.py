"""The check of a built site: links have targets, pages hold only allowed elements, nothing comes from other hosts."""

from __future__ import annotations

from lexicon.sitecheck.article import article_tokens, first_difference
from lexicon.sitecheck.facts import PageFacts, page_facts
from lexicon.sitecheck.page_checks import Flaw, SiteReport, check_pages, check_site, site_files, theme_scripts
from lexicon.sitecheck.policy import content_security_policy, policy_element

__all__ = [
    "Flaw",
    "PageFacts",
    "SiteReport",
    "article_tokens",
    "check_pages",
    "check_site",
    "content_security_policy",
    "first_difference",
    "page_facts",
    "policy_element",
    "site_files",
    "theme_scripts",
]
