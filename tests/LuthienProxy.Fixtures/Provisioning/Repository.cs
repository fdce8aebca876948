namespace LuthienProxy.Fixtures.Provisioning;

/// <summary>The checkout that the tests run from.</summary>
public static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    static string Find(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LuthienProxy.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new DirectoryNotFoundException("The tests do not run from a checkout: no LuthienProxy.sln above them.");
    }
}
