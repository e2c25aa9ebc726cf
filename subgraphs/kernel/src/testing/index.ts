export { createTestDatabase, type TestDatabase } from './database.ts';
export { startTestService, type TestService } from './service.ts';
