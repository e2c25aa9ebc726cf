/** What every process of the graph tells of itself: traces, metrics, logs. */
export {};
