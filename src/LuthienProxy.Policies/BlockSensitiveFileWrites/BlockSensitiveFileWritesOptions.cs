using System.Collections.Immutable;
using System.ComponentModel;
using LuthienProxy.Policies.Blocks;

namespace LuthienProxy.Policies.BlockSensitiveFileWrites;

/// <summary>Which files <see cref="BlockSensitiveFileWritesPolicy"/> guards.</summary>
public sealed record BlockSensitiveFileWritesOptions
{
    /// <summary>Further paths: <c>*</c> stands for anything, <c>~</c> for the home directory; a path without a slash is a file name anywhere.</summary>
    [Description("Further paths: * stands for anything, ~ for the home directory; a path without a slash is a file name anywhere.")]
    public ImmutableArray<string> AlsoGuard { get; init; } = [];

    /// <summary>Paths that may be written although they are guarded, in the same form.</summary>
    [Description("Paths that may be written although they are guarded, in the same form.")]
    public ImmutableArray<string> Allow { get; init; } = [];

    /// <summary>What the explanation shows of a blocked call.</summary>
    [Description("What the explanation shows of a blocked call: Content or ReasonOnly.")]
    public ExplanationDetail Explanation { get; init; }
}
