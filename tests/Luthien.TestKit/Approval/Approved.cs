using System.Runtime.CompilerServices;

namespace Luthien.TestKit;

/// <summary>Compares a text with the one that was approved in the repository.</summary>
public static class Approved
{
    /// <summary>
    /// The text must equal <c>Approved/NAME.approved.txt</c> beside the calling test's source file. When it does not, the text is written
    /// to <c>NAME.received.txt</c> next to it; approving is renaming that file.
    /// </summary>
    /// <exception cref="ProbeException">They differ; says where first.</exception>
    public static void Match(string text, string name, [CallerFilePath] string caller = "")
    {
        ArgumentNullException.ThrowIfNull(text);
        var folder = Path.Combine(Path.GetDirectoryName(caller)!, "Approved");
        var approvedFile = Path.Combine(folder, $"{name}.approved.txt");
        var receivedFile = Path.Combine(folder, $"{name}.received.txt");
        var approved = File.Exists(approvedFile) ? Lines(File.ReadAllText(approvedFile)) : [];
        var received = Lines(text);
        if (received.SequenceEqual(approved, StringComparer.Ordinal))
        {
            File.Delete(receivedFile);
            return;
        }

        Directory.CreateDirectory(folder);
        File.WriteAllText(receivedFile, string.Join('\n', received) + "\n");
        throw new ProbeException($"'{name}' differs from what was approved. {FirstDifference(approved, received)} See {Path.GetFileName(receivedFile)}.");
    }

    static string[] Lines(string text) => text.ReplaceLineEndings("\n").TrimEnd('\n').Split('\n');

    static string FirstDifference(string[] approved, string[] received)
    {
        var at = 0;
        while (at < approved.Length && at < received.Length && approved[at] == received[at])
            at++;
        return $"Line {at + 1}: approved '{approved.ElementAtOrDefault(at)}', received '{received.ElementAtOrDefault(at)}'.";
    }
}
