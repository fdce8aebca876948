using System.Globalization;

namespace LuthienProxy.Host.SignIn;

/// <summary>
/// <c>data-directory/sign-outs</c>: a node that was started anew takes the sessions from before, but for those that were signed out. A line for each of them, behind
/// one with the time before which everything is over. Readable by its owner only; replaced whole.
/// </summary>
/// <param name="dataDirectory">The directory that is this process's own.</param>
sealed class SignOutFile(string dataDirectory)
{
    const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    readonly string _path = Path.Combine(dataDirectory, "sign-outs");

    /// <summary>What was signed out; nothing where there is no file yet, null where it cannot be read: then nobody knows.</summary>
    public SignOutList? Read()
    {
        try
        {
            return File.Exists(_path) ? Parse(File.ReadAllLines(_path)) : SignOutList.Empty;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException or FormatException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    /// <summary>Keeps it, through a crash too.</summary>
    /// <returns>Why it could not; null when it could.</returns>
    public Exception? Write(SignOutList list)
    {
        try
        {
            Directory.CreateDirectory(dataDirectory);
            var next = _path + ".next";
            File.Delete(next);
            using (var file = new FileStream(next, Owned()))
            {
                using var lines = new StreamWriter(file, leaveOpen: true);
                lines.WriteLine(Text(list.Since));
                foreach (var (id, begunAt) in list.Ended)
                    lines.WriteLine($"{id} {Text(begunAt)}");
                lines.Flush();
                file.Flush(flushToDisk: true);
            }
            File.Move(next, _path, overwrite: true);
            return null;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            return cause;
        }
    }

    static SignOutList Parse(string[] lines) => lines is [var since, .. var ended]
        ? new(Time(since), ended.Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => Time(parts[^1]), StringComparer.Ordinal))
        : throw new FormatException("The file is empty.");

    static string Text(DateTimeOffset time) => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    static DateTimeOffset Time(string text) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));

    static FileStreamOptions Owned()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = OwnerOnly;
        return options;
    }
}
