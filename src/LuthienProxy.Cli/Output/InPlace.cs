namespace LuthienProxy.Cli.Output;

/// <summary>A page that is drawn again and again in its place; the terminal is afterwards what it was before. Where there is none, pages follow one another.</summary>
static class InPlace
{
    const string Begin = "\x1b[?1049h\x1b[?25l";
    const string Home = "\x1b[H";
    const string RestOfLine = "\x1b[K";
    const string RestOfScreen = "\x1b[J";
    const string End = "\x1b[?25h\x1b[?1049l";

    /// <summary>Draws until Ctrl+C, or until a page's exit code is not 0; that is then the exit code, and what it said stays.</summary>
    public static async Task<int> RunAsync(Screen screen, TimeSpan every, TimeProvider time, Func<Screen, Task<int>> draw, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(every, time);
        var complaints = new StringWriter();
        var code = ExitCode.Ok;
        if (screen.IsTerminal)
            await screen.Out.WriteAsync(Begin);
        try
        {
            do
            {
                complaints.GetStringBuilder().Clear();
                var page = new StringWriter();
                code = await draw(screen with { Out = page, Error = screen.IsTerminal ? complaints : screen.Error, IsTerminal = false });
                await screen.Out.WriteAsync(screen.IsTerminal ? Page(page, complaints, screen.Height) : page.ToString());
                await screen.Out.FlushAsync(cancellation);
            }
            while (code == ExitCode.Ok && await timer.WaitForNextTickAsync(cancellation));
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            // The person has seen enough.
        }
        finally
        {
            if (screen.IsTerminal)
                await screen.Out.WriteAsync(End);
            await screen.Out.FlushAsync(CancellationToken.None);
        }
        if (screen.IsTerminal && code is not (ExitCode.Ok or ExitCode.Interrupted))
            await screen.Error.WriteAsync(complaints.ToString());
        return code == ExitCode.Interrupted ? ExitCode.Ok : code;
    }

    // Written over what was there, so that it does not flicker; what is longer than the terminal would scroll it away.
    static string Page(StringWriter page, StringWriter complaints, int height) =>
        Home + string.Join(RestOfLine + "\r\n", $"{page}{complaints}".TrimEnd('\n').Split('\n').Take(height - 1)) + RestOfLine + RestOfScreen;
}
