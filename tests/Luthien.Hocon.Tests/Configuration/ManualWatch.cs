namespace Luthien.Hocon.Tests.Configuration;

/// <summary>A watch whose owner says when something changed.</summary>
sealed class ManualWatch : IDirectoryWatch
{
    public Action Changed { get; set; } = () => { };

    public IReadOnlyCollection<string> Directories { get; private set; } = [];

    public bool IsDisposed { get; private set; }

    public void Set(IReadOnlyCollection<string> directories) => Directories = directories;

    public void Dispose() => IsDisposed = true;
}
