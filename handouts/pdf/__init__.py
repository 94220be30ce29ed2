"""Write tagged PDF on ReportLab."""

from __future__ import annotations

from handouts.pdf.platypus import load_in_part

load_in_part()  # before any module here imports more of it
