"""Write tagged PDF on ReportLab."""
