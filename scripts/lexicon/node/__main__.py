"""`python -m lexicon.node` installs the npm packages of scripts/web; says something on failure only."""

from __future__ import annotations

from lexicon.node.install import main

raise SystemExit(main())
