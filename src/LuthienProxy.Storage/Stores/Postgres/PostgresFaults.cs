using System.Net.Sockets;
using System.Text;
using LuthienProxy.Storage.Databases;
using Npgsql;

namespace LuthienProxy.Storage.Stores.Postgres;

/// <summary>What the server's and the driver's failures mean.</summary>
static class PostgresFaults
{
    /// <summary>By the server's code (PostgreSQL's documentation, appendix A), else by what cut the connection; null when it is neither's.</summary>
    internal static StoreFault? Of(Exception failure) => failure switch
    {
        PoolExhaustedException => StoreFault.Busy,
        PostgresException server => OfState(server.SqlState),
        NpgsqlException or TimeoutException or SocketException or IOException => StoreFault.Unavailable,
        _ => null,
    };

    /// <summary>Whether a value cannot be held: data exceptions, constraints, limits of the program, and text that the driver cannot encode.</summary>
    internal static bool IsUnstorable(Exception failure) => failure is PostgresException { SqlState: ['2', '2' or '3', ..] or ['5', '4', ..] } or EncoderFallbackException;

    static StoreFault OfState(string state) => state switch
    {
        PostgresErrorCodes.DiskFull => StoreFault.Full,
        // Serialization, deadlock, lock not available, too many connections or too little memory.
        ['4', '0', ..] or ['5', '3', ..] or ['5', '5', ..] => StoreFault.Busy,
        // Connections, shutting down or starting up, a time limit; read-only: the server has become another's standby.
        ['0', '8', ..] or ['5', '7', ..] or PostgresErrorCodes.ReadOnlySqlTransaction => StoreFault.Unavailable,
        _ => StoreFault.Broken,
    };
}
