"""Reports: what the analyses found in a dump, as one document, and that document for a person to read."""

from hloscope.reports.report import Report, report, reports_of

__all__ = ["Report", "report", "reports_of"]
