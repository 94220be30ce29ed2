"""Write tagged PDF on ReportLab."""

from __future__ import annotations

from handouts.pdf.packages import enter_platypus

enter_platypus()  # before any module here imports more of it
