using System.Net.Sockets;
using System.Text;

namespace LuthienProxy.LoadTest.Soaking;

/// <summary>Pages that watch a gateway's activity for a moment and are cut, by turns by a reset and by the end of what they send.</summary>
static class Pages
{
    const int AtOnce = 4;

    static readonly TimeSpan Stay = TimeSpan.FromMilliseconds(100);

    /// <summary>Lets so many come and go; answers how many were let in.</summary>
    public static async Task<int> ComeAndGoAsync(SoakTarget target, int pages, TimeProvider time, CancellationToken stop)
    {
        var lanes = Enumerable.Range(0, AtOnce).Select(async lane =>
        {
            var letIn = 0;
            for (var page = lane; page < pages; page += AtOnce)
            {
                using var socket = new Socket(target.Target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
                letIn += await IsLetInAsync(socket, target, stop) ? 1 : 0;
                await Task.Delay(Stay, time, stop);
                socket.LingerState = new LingerOption(page % (2 * AtOnce) < AtOnce, 0);
            }
            return letIn;
        });
        return (await Task.WhenAll(lanes)).Sum();
    }

    /// <summary>How many are let in at once.</summary>
    public static async Task<int> PlacesAsync(SoakTarget target, int wanted, CancellationToken stop)
    {
        var sockets = Enumerable.Range(0, wanted).Select(_ => new Socket(target.Target.Address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)).ToList();
        try
        {
            return (await Task.WhenAll(sockets.Select(socket => IsLetInAsync(socket, target, stop)))).Count(isIn => isIn);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    static async Task<bool> IsLetInAsync(Socket socket, SoakTarget target, CancellationToken stop)
    {
        await socket.ConnectAsync(target.Target.Address, stop);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET {target.Target.Base.AbsolutePath}activity/stream HTTP/1.1\r\nhost: localhost\r\nauthorization: Bearer {target.AdminKey}\r\n\r\n"), stop);
        var buffer = new byte[1024];
        var count = await socket.ReceiveAsync(buffer, stop);
        return Encoding.ASCII.GetString(buffer, 0, count).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
    }
}
