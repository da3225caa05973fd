package dev.batchkit.recording;

import dev.batchkit.json.Json;
import dev.batchkit.orchestration.Device;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The machine that this process runs on; asked once. */
public final class ThisDevice {
  private static final Device DEVICE = ask();

  private ThisDevice() {}

  /** Describes it, with the id that it gets if it is new to a store. */
  public static Device withId(String id) {
    return new Device(
        id,
        DEVICE.name(),
        DEVICE.state(),
        DEVICE.boundary(),
        DEVICE.segmentation(),
        DEVICE.sysinfo(),
        DEVICE.elaboration());
  }

  /** Has it asked by now, which may take long, so that no unit of work has to wait for that. */
  public static void know() {
    // any call loads this class
  }

  private static Device ask() {
    Map<String, String> sysinfo = new LinkedHashMap<>();
    for (String property : new String[] {"os.name", "os.version", "os.arch", "java.version"}) {
      sysinfo.put(property.replace('.', '-'), System.getProperty(property, ""));
    }
    return new Device(
        "", hostName(), Json.of("\"SINGLETON\""), "UNKNOWN", null, Json.write(sysinfo), null);
  }

  private static String hostName() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      String name = System.getenv("HOSTNAME");
      return name == null ? "localhost" : name;
    }
  }
}
