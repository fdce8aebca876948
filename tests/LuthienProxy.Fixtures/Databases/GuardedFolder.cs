using System.Diagnostics;
using System.Globalization;
using LuthienProxy.Fixtures.Clients;

namespace LuthienProxy.Fixtures.Databases;

/// <summary>
/// A folder of a test's own that is gone with it, and with the test process however that ends: a small shell waits for the process's end, kills the programs
/// that were put into its care with their children, and deletes the folder. The folder may be a disk of a few megabytes of its own (needs root).
/// </summary>
/// <remarks>Not thread-safe.</remarks>
public sealed class GuardedFolder : IAsyncDisposable
{
    // Waits for the end of its standard input, which this process alone holds open. A killed server's stopped children would wait for ever: they are killed too.
    const string Script = """
        trap '' INT TERM HUP
        cat >/dev/null
        for pid in $(cat "$1/pids" 2>/dev/null); do
          for stat in /proc/[0-9]*/stat; do
            read -r child name state parent rest 2>/dev/null <"$stat" && [ "$parent" = "$pid" ] && kill -9 "$child" 2>/dev/null
          done
          kill -9 "$pid" 2>/dev/null
        done
        mountpoint -q "$1/disk" && umount --lazy "$1/disk"
        rm -rf --one-file-system "$1"
        """;

    readonly Process _guard;
    readonly string _root;
    bool _isDisposed;

    GuardedFolder(string root, Process guard)
    {
        _root = root;
        _guard = guard;
    }

    /// <summary>The folder.</summary>
    public string Path => System.IO.Path.Combine(_root, "disk");

    string Ballast => System.IO.Path.Combine(Path, "ballast");

    /// <summary>Makes one.</summary>
    /// <param name="name">Stands in its path.</param>
    /// <param name="size">How many bytes the disk holds; null: part of the ordinary one.</param>
    /// <param name="owner">The user it belongs to; null: the present one.</param>
    public static async Task<GuardedFolder> CreateAsync(string name, long? size = null, string? owner = null)
    {
        var root = Directory.CreateTempSubdirectory($"luthien-{name}-").FullName;
        var start = new ProcessStartInfo("setsid", ["--wait", "sh", "-c", Script, "guard", root]) { RedirectStandardInput = true, UseShellExecute = false };
        var folder = new GuardedFolder(root, Process.Start(start)!);
        try
        {
            await RunAsync("chmod", ["0711", root]);
            string[] owned = owner is null ? [] : ["-o", owner, "-g", owner];
            await RunAsync("install", ["-d", "-m", "0700", .. owned, folder.Path]);
            if (size is { } bytes)
            {
                await RunAsync("mount", ["-t", "tmpfs", "-o", string.Create(CultureInfo.InvariantCulture, $"size={bytes},mode=0700"), "tmpfs", folder.Path]);
                await RunAsync("install", ["-d", "-m", "0700", .. owned, folder.Path]);
            }
            return folder;
        }
        catch
        {
            await folder.DisposeAsync();
            throw;
        }
    }

    /// <summary>Puts programs into the guard's care, instead of those before.</summary>
    public void Guard(params int[] processes) => File.WriteAllLines(System.IO.Path.Combine(_root, "pids"), processes.Select(process => $"{process}"));

    /// <summary>Uses up every byte of the disk. Only for a folder with a disk of its own.</summary>
    public void Fill()
    {
        using var ballast = new FileStream(Ballast, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
        // Large pieces first, then the rest to the byte.
        foreach (var size in new[] { 1 << 20, 4096, 1 })
            WriteUntilFull(ballast, new byte[size]);
    }

    /// <summary>Gives back what <see cref="Fill"/> took.</summary>
    public void Free() => File.Delete(Ballast);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        _guard.StandardInput.Close();
        await _guard.WaitForExitAsync();
        _guard.Dispose();
    }

    static void WriteUntilFull(FileStream file, byte[] piece)
    {
        try
        {
            while (true)
                file.Write(piece);
        }
        catch (IOException)
        {
            // Full: that is what was wanted.
        }
    }

    static async Task RunAsync(string program, string[] arguments) => (await new ProgramRun(program, arguments).RunAsync()).MustSucceed();
}
