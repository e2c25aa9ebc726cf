/** Ends with 0 when the process in this container says that it is ready, else with 1: the health check of every service. */
const response = await fetch(`http://127.0.0.1:${process.env.PORT}/readyz`).catch(() => undefined);
process.exit(response?.ok ? 0 : 1);
