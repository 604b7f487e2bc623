"""Reports, and their text as received."""

from __future__ import annotations

from fastapi import APIRouter

from api.address import API
from api.door import WithServices
from api.permissions import Reader, TextReader
from api.sight import WithSight
from api.wire.asked import ReportIds, TextOf
from api.wire.reports import ReportsAnswer, TextAnswer, TextsAnswer, reports_to_answers

router = APIRouter(prefix=API, tags=["reports"])


@router.post("/reports")
def get_reports(
    asked: ReportIds, services: WithServices, sight: WithSight, _person: Reader
) -> ReportsAnswer:
    """Return the newest versions of some reports; unknown ones are left out."""
    reports = services.store.get_reports(asked.ids)
    return ReportsAnswer(reports=reports_to_answers(sight, reports))


@router.post("/reports/text")
def read_text(asked: TextOf, services: WithServices, person: TextReader) -> TextsAnswer:
    """Return a report's text as received; who reads it, when and what for is logged."""
    report = services.store.get_report(asked.id)
    texts = services.texts.read(report.id, who=person.name, purpose=asked.purpose, case=asked.case)
    newest = [text for text in texts if text.content_hash == report.content_hash]
    return TextsAnswer(texts=[TextAnswer(column=each.column, text=each.text) for each in newest])
