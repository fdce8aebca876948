namespace LuthienProxy.Fixtures.Databases;

/// <summary>How a test wants its server to be.</summary>
public sealed record PostgresOptions
{
    /// <summary>Whether commits reach the disk (<c>fsync</c>); off, a crash of the machine would lose them, a crash of the server would not.</summary>
    public bool IsDurable { get; init; }

    /// <summary>Puts its data on a disk of this many bytes (a server without data takes some 45 MB); null: on the ordinary one.</summary>
    public long? DiskBytes { get; init; }

    /// <summary>How many connections it takes, apart from the administrator's.</summary>
    public int MaxConnections { get; init; } = 200;

    /// <summary>Further settings of <c>postgresql.conf</c>.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = new Dictionary<string, string>();
}
