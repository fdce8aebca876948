using System.Security.Cryptography;
using System.Text;

namespace LuthienProxy.Activity.Feed;

/// <summary>One run of one node: its events are numbered from 1 without gaps, so that whoever misses one knows. Belongs to <see cref="Lanes"/>.</summary>
sealed class Lane(string node, string epoch)
{
    const int DigestBytes = 4;

    /// <summary>The node's name.</summary>
    public string Node => node;

    /// <summary>Which run of the node; another one after a restart.</summary>
    public string Epoch => epoch;

    /// <summary>What stands in cursors: a digest of the name, for names may hold anything, and the epoch.</summary>
    public string Key { get; } = $"{DigestOf(node)}.{epoch}";

    /// <summary>The number of its latest event.</summary>
    public long Last { get; set; }

    /// <summary>All events from this number on are kept, or are known to be missing.</summary>
    public long FirstKept { get; set; } = 1;

    /// <summary>When it was last heard, as a timestamp of the clock.</summary>
    public long HeardAt { get; set; }

    /// <summary>Whether a key is of another run of the same node.</summary>
    public bool IsOtherRun(string key) => key != Key && key.AsSpan(0, key.IndexOf('.')).SequenceEqual(Key.AsSpan(0, Key.IndexOf('.')));

    static string DigestOf(string node) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(node)).AsSpan(0, DigestBytes));
}
