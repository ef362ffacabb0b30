// Links that open a door's place in other maps. They say a point or a street, never a name or a flat.

export function waysTo(door) {
  const { lat_deg: lat, lon_deg: lon } = door;
  if (lat === null || lon === null) {
    const words = encodeURIComponent([door.street, door.house].filter(Boolean).join(" "));
    return [
      ["2GIS", `https://2gis.kz/search/${words}`],
      ["Yandex", `https://yandex.com/maps/?text=${words}`],
      ["Google", `https://www.google.com/maps/search/?api=1&query=${words}`],
      ["", `geo:0,0?q=${words}`],
    ];
  }
  const [y, x] = [lat.toFixed(6), lon.toFixed(6)];
  return [
    ["2GIS", `https://2gis.kz/directions/points/%7C${x}%2C${y}`],
    ["Yandex", `https://yandex.com/maps/?rtext=~${y}%2C${x}&rtt=auto`],
    ["Google", `https://www.google.com/maps/dir/?api=1&destination=${y}%2C${x}`],
    ["", `geo:${y},${x}?q=${y},${x}`],
  ];
}
