/** A file of trade statistics that cannot be imported. Nothing of it was; the message says what to do. */
export class ImportError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ImportError';
  }
}
