using System.Text.Json;

namespace LuthienProxy.Host.Policies;

/// <summary>
/// <c>data-directory/policies/last-active.json</c>: a node that starts while its database is away runs what it ran before, instead of refusing every call.
/// Readable by its owner only; replaced whole.
/// </summary>
/// <param name="dataDirectory">The directory that is this process's own.</param>
sealed class LastActiveFile(string dataDirectory)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _path = Path.Combine(dataDirectory, "policies", "last-active.json");

    /// <summary>What stands there; null when there is nothing, or nothing that can be read.</summary>
    public PolicyInstance? Read()
    {
        try
        {
            var last = JsonSerializer.Deserialize(File.ReadAllBytes(_path), PolicyJson.Strict.LastActive);
            return last is null ? null : new PolicyInstance(last.Name, last.Version, last.Policies);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Keeps it, through a crash too.</summary>
    /// <returns>Why it could not; null when it could.</returns>
    public string? Write(PolicyInstance instance)
    {
        var whole = new LastActive(instance.Name, instance.Version, [.. instance.Policies.Select(StoredPolicies.WithConfig)]);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            var next = _path + ".next";
            File.Delete(next);
            using (var file = new FileStream(next, Owned()))
            {
                JsonSerializer.Serialize(file, whole, PolicyJson.Strict.LastActive);
                file.Flush(flushToDisk: true);
            }
            File.Move(next, _path, overwrite: true);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return $"the copy of the active policies in the data directory cannot be written ({cause.GetType().Name}): a start without the database would refuse calls";
        }
    }

    static FileStreamOptions Owned()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
