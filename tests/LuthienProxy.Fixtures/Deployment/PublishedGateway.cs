using System.Runtime.InteropServices;
using LuthienProxy.Fixtures.Clients;
using LuthienProxy.Fixtures.Provisioning;

namespace LuthienProxy.Fixtures.Deployment;

/// <summary>The gateway published as the image has it: by the command that stands in the <c>Dockerfile</c>, from what <c>.dockerignore</c> lets in and nothing else.</summary>
/// <remarks>Disposing removes it.</remarks>
public sealed class PublishedGateway : IDisposable
{
    const string Command = "RUN dotnet publish ";

    readonly DirectoryInfo _root;

    PublishedGateway(DirectoryInfo root) => _root = root;

    /// <summary>What lies in the image's <c>/app</c>.</summary>
    public string Path => System.IO.Path.Combine(_root.FullName, "app");

    /// <summary>Publishes it; takes as long as a build of the product.</summary>
    public static async Task<PublishedGateway> MakeAsync()
    {
        var gateway = new PublishedGateway(Directory.CreateTempSubdirectory("luthien-image-"));
        try
        {
            // Another user runs it.
            (await new ProgramRun("chmod", ["0755", gateway._root.FullName]).RunAsync()).MustSucceed();
            var source = Directory.CreateDirectory(System.IO.Path.Combine(gateway._root.FullName, "source")).FullName;
            BuildContext.CopyTo(source);
            var publish = new ProgramRun("dotnet", [.. Arguments(gateway.Path)]) { Directory = source, KeepsEnvironment = true, TimeLimit = TimeSpan.FromMinutes(5) };
            (await publish.RunAsync()).MustSucceed();
            Directory.CreateDirectory(System.IO.Path.Combine(gateway.Path, "hocon", "own"));
            Directory.Delete(source, recursive: true);
            return gateway;
        }
        catch
        {
            gateway.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _root.Delete(recursive: true);

    static IEnumerable<string> Arguments(string output) =>
        File.ReadLines(System.IO.Path.Combine(Repository.Root, "Dockerfile")).Single(line => line.StartsWith(Command, StringComparison.Ordinal))[Command.Length..].Split(' ')
            .Prepend("publish").Select(word => word switch
            {
                "$TARGETARCH" => RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "amd64",
                "/out/app" => output,
                _ => word,
            });
}
