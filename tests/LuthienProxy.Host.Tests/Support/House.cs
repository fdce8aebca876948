namespace LuthienProxy.Host.Tests.Support;

/// <summary>Files of the repository these tests were built from, found by walking up to the solution.</summary>
static class House
{
    public static string Root { get; } = Up(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Read(string path) => File.ReadAllText(Path.Combine(Root, path));

    static string Up(DirectoryInfo? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "LuthienProxy.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("These tests must run below the repository's root.");
    }
}
