import type { GatewayServer } from '@niryat/gateway';

/**
 * Lets the gateway listen.
 *
 * @throws {Error} saying what to do when the port is in use.
 */
export async function listen(
  gateway: GatewayServer,
  address: { readonly host: string; readonly port: number },
): Promise<{ readonly url: string }> {
  try {
    return await gateway.listen(address);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE') {
      const { host, port } = address;
      throw new Error(
        `Port ${port} on ${host} is in use. End what listens there, or set PORT to another one.`,
        { cause: error },
      );
    }
    throw error;
  }
}
