namespace LuthienProxy.Fixtures.Gateway;

/// <summary>Where the gateway was built: beside the tests, in the same configuration.</summary>
public static class GatewayProgram
{
    const string Name = "LuthienProxy.Host";

    /// <summary>The program's assembly.</summary>
    public static string Path { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    // artifacts/bin/<project>/<configuration>/
    static string Find(DirectoryInfo configuration)
    {
        var built = System.IO.Path.Combine(configuration.Parent!.Parent!.FullName, Name, configuration.Name, Name + ".dll");
        return File.Exists(built) ? built : throw new FileNotFoundException("The gateway was not built in this configuration.", built);
    }
}
