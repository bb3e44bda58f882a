using System;
using System.IO;

namespace SunspotForecast;

/// <summary>
/// A file that appears whole or not at all: it is written beside its place under another name, and moved there.
/// </summary>
/// <remarks>Made before the training, so that a path that can't be written is found out at once and not after it.</remarks>
internal sealed class OutputFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporaryPath;

    public OutputFile(string path)
    {
        try
        {
            _path = Path.GetFullPath(path);
            if (Directory.Exists(_path))
            {
                throw new InputException($"{path}: is a directory; expected the path of a file to write the picture to");
            }

            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
            _temporaryPath = $"{_path}.{Environment.ProcessId}.tmp";
            Stream = File.Create(_temporaryPath);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new InputException($"{path}: can't be written; expected the path of a file to write the picture to");
        }
    }

    public Stream Stream { get; }

    /// <summary>Moves what was written into place and returns its full path.</summary>
    public string Commit()
    {
        Stream.Dispose();
        File.Move(_temporaryPath, _path, overwrite: true);
        return _path;
    }

    public void Dispose()
    {
        Stream.Dispose();
        File.Delete(_temporaryPath);
    }
}
