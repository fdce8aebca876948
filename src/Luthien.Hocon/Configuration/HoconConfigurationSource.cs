using Microsoft.Extensions.Configuration;

namespace Luthien.Hocon;

/// <summary>HOCON layers as one configuration source.</summary>
/// <remarks>
/// All layers become one tree that is resolved once, so substitutions see every HOCON layer, and only those:
/// providers added later (environment, command line) override the outcome but are not seen by <c>${…}</c>.
/// </remarks>
public sealed class HoconConfigurationSource : IConfigurationSource
{
    /// <summary>The layers, later ones over earlier ones.</summary>
    public IList<HoconLayer> Layers { get; } = [];

    /// <summary>How to read them.</summary>
    public HoconOptions Options { get; set; } = new();

    /// <summary>The known settings. When set, unknown keys are errors (<see cref="HoconSchema.Check(HoconDocument)"/>), and known keys are emitted without dashes so that they bind to properties.</summary>
    public HoconSchema? Schema { get; set; }

    /// <summary>A further check of every document before it is used; any problem rejects it.</summary>
    public Func<HoconDocument, IEnumerable<HoconProblem>>? Validate { get; set; }

    /// <summary>Whether to read again when a file changes. A document that is not accepted leaves the old one in place.</summary>
    public bool ReloadOnChange { get; set; }

    /// <summary>How long the files must be quiet before they are read again. 250 ms by default.</summary>
    public TimeSpan Debounce { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>The clock that measures <see cref="Debounce"/>.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Told, on a pool thread, why a reload was rejected. Must not throw.</summary>
    public Action<HoconException>? OnReloadError { get; set; }

    /// <summary>How changes are noticed.</summary>
    internal Func<Action, IDirectoryWatch> Watch { get; set; } = changed => new DirectoryWatch(changed);

    /// <inheritdoc/>
    public IConfigurationProvider Build(IConfigurationBuilder builder) => new HoconConfigurationProvider(this);
}
