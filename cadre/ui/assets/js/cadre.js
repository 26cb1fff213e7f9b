// Behaviours that make pages quicker. Every page works without them.
import htmx from "htmx.org";
import { guardSubmissions } from "./submissions.js";
import { focusErrors } from "./errors.js";
import { announceSwaps } from "./announcements.js";
import { submitOnChange } from "./auto_submit.js";
import { countSelection } from "./selection.js";
import { keepMeanwhile } from "./meanwhile.js";
import { askAfterOverlaps } from "./overlaps.js";
import { movePlanCards } from "./plan_board.js";
import { keepLateMarks } from "./late_marks.js";
import { forgetInTime } from "./phone_store.js";

window.htmx = htmx;
forgetInTime();
keepLateMarks(); // before what swaps, and before what guards submissions
guardSubmissions();
focusErrors();
announceSwaps();
submitOnChange();
countSelection();
keepMeanwhile();
askAfterOverlaps();
movePlanCards();
