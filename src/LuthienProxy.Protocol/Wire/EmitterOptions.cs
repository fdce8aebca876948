namespace LuthienProxy.Protocol.Wire;

/// <summary>What an emitter may take for granted about the answer it writes.</summary>
public sealed record EmitterOptions
{
    /// <summary>A policy may change the answer: the emitter then remembers what it needs to rebuild final copies.</summary>
    public static readonly EmitterOptions Rewriting = new();

    /// <summary>Nobody changes the answer: the emitter remembers nothing of the content, and only order and ends are guarded.</summary>
    public static readonly EmitterOptions Relaying = new() { MayRewrite = false };

    /// <summary>Whether events may reach the emitter changed, added, dropped or moved; default true.</summary>
    public bool MayRewrite { get; init; } = true;
}
