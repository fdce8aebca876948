using LuthienProxy.Protocol.Journal;

namespace LuthienProxy.Host.Journal;

/// <summary>Where archives of the journal stand.</summary>
sealed class ArchiveFolder(string path)
{
    /// <summary>Where an archive stands, or shall.</summary>
    /// <param name="name">A name that <see cref="AdminApi.Parameters.Archive"/> or this program made: it has no separator.</param>
    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>No call that was taken at this time or later has a smaller id, and none before it a larger one.</summary>
    public static TransactionId FirstIdAt(DateTimeOffset at) =>
        // UUID version 7 (RFC 9562): 48 bits of milliseconds, the version, the variant, and nothing else set.
        new(Guid.ParseExact($"{Math.Max(0, at.ToUnixTimeMilliseconds()):x12}70008000000000000000", "N"));
}
