using System.Buffers;

namespace Luthien.Actors;

/// <summary>The address of one incarnation of an actor: <c>/user/gateway/…</c> and a uid that no other incarnation has.</summary>
public sealed record ActorPath
{
    // The characters K55 allows in names; '$' only begins generated ones.
    static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.*$+:@&=,!~';()");

    internal ActorPath(string text, long uid) => (Text, Uid) = (text, uid);

    /// <summary>The full path, beginning with a slash.</summary>
    public string Text { get; }

    /// <summary>Distinguishes incarnations that had the same name; 0 for what has no incarnations.</summary>
    public long Uid { get; }

    /// <summary>The last element of the path.</summary>
    public string Name => Text[(Text.LastIndexOf('/') + 1)..];

    /// <inheritdoc/>
    public override string ToString() => Text;

    /// <summary>Whether <paramref name="name"/> may be given to an actor: ASCII letters, digits and <c>-_.*$+:@&amp;=,!~';()</c>, not beginning with <c>$</c>.</summary>
    public static bool IsValidName(string? name) => name is { Length: > 0 } && name[0] != '$' && !name.AsSpan().ContainsAnyExcept(Allowed);
}
