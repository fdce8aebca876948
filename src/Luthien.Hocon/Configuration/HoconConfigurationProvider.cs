using Microsoft.Extensions.Configuration;

namespace Luthien.Hocon;

/// <summary>Serves a HOCON document as configuration, and knows where each value comes from.</summary>
/// <remarks>Reads are safe while a reload runs: they see the old values or the new ones, never a mixture within one key's lookup.</remarks>
public sealed class HoconConfigurationProvider : ConfigurationProvider, IDisposable
{
    readonly HoconConfigurationSource _source;
    readonly Lock _gate = new();
    readonly IDirectoryWatch? _watch;
    readonly ITimer? _quiet;
    Snapshot? _current;
    bool _disposed;

    internal HoconConfigurationProvider(HoconConfigurationSource source)
    {
        _source = source;
        if (!source.ReloadOnChange)
            return;
        _quiet = source.Time.CreateTimer(_ => Reload(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _watch = source.Watch(() => _quiet.Change(source.Debounce, Timeout.InfiniteTimeSpan));
    }

    /// <summary>The document in use: the side tree in which empty objects and arrays are still there.</summary>
    /// <exception cref="InvalidOperationException">Nothing was loaded yet.</exception>
    public HoconDocument Document => Current.Document;

    /// <summary>Counts the documents accepted: 1 after the first load, one more with each reload that succeeded.</summary>
    public int Revision => _current?.Revision ?? 0;

    /// <summary>Why the latest reload was rejected; null when it was accepted.</summary>
    public HoconException? ReloadError { get; private set; }

    Snapshot Current => _current ?? throw new InvalidOperationException("The configuration is not loaded.");

    /// <summary>Where a configuration key (<c>upstreams:openai:baseurl</c>) was written, or null when this provider does not hold it.</summary>
    public HoconOrigin? OriginOf(string key) => Current.Flat.Origins.GetValueOrDefault(key);

    /// <summary>Reads everything.</summary>
    /// <exception cref="HoconException">The configuration is not accepted; what was loaded before stays.</exception>
    public override void Load()
    {
        lock (_gate)
        {
            Use(Read());
            ReloadError = null;
        }
    }

    /// <summary>Stops watching. The values stay readable.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _quiet?.Dispose();
            _watch?.Dispose();
        }
    }

    void Reload()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            try
            {
                Load();
            }
            catch (HoconException e)
            {
                ReloadError = e;
                _source.OnReloadError?.Invoke(e);
                return;
            }
        }
        OnReload();
    }

    Snapshot Read()
    {
        var document = HoconDocument.Load(_source.Layers, _source.Options);
        var problems = _source.Schema?.Check(document).ToList() ?? [];
        problems.AddRange(_source.Validate?.Invoke(document) ?? []);
        return problems.Count == 0
            ? new Snapshot(document, FlatConfiguration.Of(document, _source.Schema), Revision + 1)
            : throw new HoconException(problems);
    }

    void Use(Snapshot snapshot)
    {
        _current = snapshot;
        Data = snapshot.Flat.Values;
        _watch?.Set([.. snapshot.Document.Files.Select(f => Path.GetDirectoryName(f)!).Concat(LayerDirectories()).Distinct()]);
    }

    // Also of files that do not exist yet.
    IEnumerable<string> LayerDirectories() => _source.Layers.Select(layer => layer switch
    {
        HoconLayer.File file => Path.GetDirectoryName(Path.GetFullPath(file.FilePath)),
        HoconLayer.Directory directory => Path.GetFullPath(directory.DirectoryPath),
        _ => null,
    }).OfType<string>();

    sealed record Snapshot(HoconDocument Document, FlatConfiguration Flat, int Revision);
}
