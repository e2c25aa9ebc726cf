export { createTestDatabase, type TestDatabase, templateDatabase } from './database.ts';
export { correctedSeed, fieldsAmiss, untoldAmiss } from './feed.ts';
export {
  type FeedPage,
  type FeedReader,
  feedReader,
  inWords,
  type ToldChange,
} from './feed-reader.ts';
export { startTestService, type TestService } from './service.ts';
