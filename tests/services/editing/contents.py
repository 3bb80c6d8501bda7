"""A small content to edit."""

from typing import Any

from services.content import RevisionContent

EFORM = {
    "sections": [
        {
            "key": "request",
            "title": "Yêu cầu",
            "fields": [
                {"key": "copies", "type": "whole_number", "label": "Số bản"},
                {"key": "pages", "type": "whole_number", "label": "Số trang"},
                {"key": "born", "type": "date", "label": "Ngày sinh"},
                {"key": "poor", "type": "yes_no", "label": "Hộ nghèo"},
                {
                    "key": "purpose",
                    "type": "one_of",
                    "label": "Mục đích",
                    "choices": [
                        {"value": "work", "label": "Xin việc"},
                        {"value": "study", "label": "Du học"},
                    ],
                },
            ],
        }
    ]
}


def content(**values: Any) -> RevisionContent:
    """With a form of five questions, and `values`."""
    return RevisionContent(**{"name": "Thủ tục", "sector": "Hộ tịch", "eform": EFORM} | values)
