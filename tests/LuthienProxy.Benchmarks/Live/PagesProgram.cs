using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LuthienProxy.Benchmarks.Live;

/// <summary>The process of <see cref="Pages"/>: says <see cref="Ready"/>, then a line of figures for each line that it is sent.</summary>
static class PagesProgram
{
    public const string Ready = "ready";

    /// <summary>What the gateway takes for its administrator here.</summary>
    public const string Key = "bench-admin-key";

    const int BufferSize = 64 * 1024;
    const int StuckBuffer = 4 * 1024;

    public static async Task RunAsync(int port, int count)
    {
        var counted = new EventScan();
        var pages = new List<Socket>();
        for (var i = 0; i < count; i++)
            pages.Add(await OpenAsync(port, isCounted: i == 0, isStuck: count > 1 && i == count - 1));
        _ = CountAsync(pages[0], counted);
        foreach (var page in pages.Take(count - 1).Skip(1))
            _ = ForgetAsync(page);
        Console.WriteLine(Ready);
        while (await Console.In.ReadLineAsync() is not null)
        {
            var figures = counted.Take();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{figures.Events} {figures.Missed} {figures.MedianAge:0.000} {figures.TailAge:0.000}"));
        }
    }

    // HTTP/1.0 knows no chunks: what is counted comes as it was written.
    static async Task<Socket> OpenAsync(int port, bool isCounted, bool isStuck)
    {
        var page = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        if (isStuck)
            page.ReceiveBufferSize = StuckBuffer;
        await page.ConnectAsync(IPAddress.Loopback, port);
        await page.SendAsync(Encoding.ASCII.GetBytes($"GET /activity/stream HTTP/{(isCounted ? "1.0" : "1.1")}\r\nHost: gateway.test\r\nAuthorization: Bearer {Key}\r\n\r\n"));
        var head = new byte[512];
        var length = await page.ReceiveAsync(head);
        return Encoding.ASCII.GetString(head, 0, length).StartsWith("HTTP/1.1 200", StringComparison.Ordinal)
            ? page
            : throw new InvalidOperationException($"A page was refused: {Encoding.ASCII.GetString(head, 0, length)}");
    }

    static async Task CountAsync(Socket page, EventScan scan)
    {
        var buffer = new byte[BufferSize];
        while (await page.ReceiveAsync(buffer) is > 0 and var length)
            scan.Add(buffer.AsSpan(0, length));
    }

    static async Task ForgetAsync(Socket page)
    {
        var buffer = GC.AllocateUninitializedArray<byte>(BufferSize);
        while (await page.ReceiveAsync(buffer) > 0)
        {
        }
    }
}
