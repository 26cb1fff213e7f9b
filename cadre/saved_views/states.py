"""What can happen to a view that others see. Who keeps what for themselves is on no record."""

from cadre.lib.happenings import happening

VIEW_SHARED = happening("saved_views.view_shared", "{by} shared {subject} with the office.")
SHARED_VIEW_CHANGED = happening("saved_views.shared_view_changed", "{by} changed {subject}, which the office shares.")
VIEW_WITHDRAWN = happening("saved_views.view_withdrawn", "{by} took {subject} back from the office.")
SHARED_VIEW_DELETED = happening("saved_views.shared_view_deleted", "{by} deleted {subject}, which the office shared.")
