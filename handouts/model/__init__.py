"""Hold the guide: sections, exercises, programme, wards, sources, approvals."""
