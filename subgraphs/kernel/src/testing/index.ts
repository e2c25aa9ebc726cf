export { createTestDatabase, type TestDatabase, templateDatabase } from './database.ts';
export { startTestService, type TestService } from './service.ts';
