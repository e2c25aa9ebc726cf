export { createTestDatabase, type TestDatabase, templateDatabase } from './database.ts';
export { correctedSeed, fieldsAmiss } from './feed.ts';
export { startTestService, type TestService } from './service.ts';
