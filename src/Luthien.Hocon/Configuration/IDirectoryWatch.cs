namespace Luthien.Hocon;

/// <summary>Notices that something in some directories changed.</summary>
interface IDirectoryWatch : IDisposable
{
    /// <summary>Watches exactly these directories from now on; those that do not exist are left out.</summary>
    void Set(IReadOnlyCollection<string> directories);
}
