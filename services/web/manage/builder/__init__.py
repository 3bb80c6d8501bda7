"""The builder of e-forms: `/manage/procedures/<code>/draft/form/…`."""
