"""`python -m lexicon.node` installs the npm packages of scripts/web; it prints nothing on success."""

from __future__ import annotations

from lexicon.node.install import main

raise SystemExit(main())
