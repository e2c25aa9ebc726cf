export { type CalendarSelection, calendarPath, readCalendarName } from './calendar.ts';
export { events } from './subgraph.ts';
